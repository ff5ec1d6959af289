/* What a person prefers, and what the window was like last time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-settings.h"

#include "text/sayso-data-files.h"

#include <string.h>

struct _SaysoSettings
{
  GObject parent_instance;

  GSettings *settings; /* NULL where the schema is not installed */
  GValue    *values;   /* by property id */
};

typedef struct
{
  const char *name;
  GType       type;
  const char *text;
  double      number, minimum, maximum;
} Setting;

static const Setting table[] = {
  { "theme", G_TYPE_STRING, "follow" },
  { "annotator", G_TYPE_STRING, "" },
  { "snap-to-words", G_TYPE_BOOLEAN, NULL, FALSE },
  { "snapshot", G_TYPE_BOOLEAN, NULL, TRUE },
  { "single-keys", G_TYPE_BOOLEAN, NULL, TRUE },
  { "maximized", G_TYPE_BOOLEAN, NULL, FALSE },
  { "show-sidebar", G_TYPE_BOOLEAN, NULL, TRUE },
  { "show-details", G_TYPE_BOOLEAN, NULL, TRUE },
  { "last-article", G_TYPE_STRING, "" },
  { "places", G_TYPE_INVALID }, /* an array of strings */
  { "keys", G_TYPE_INVALID },
  { "tour-seen", G_TYPE_BOOLEAN, NULL, FALSE },
  { "width", G_TYPE_INT, NULL, 1280, 360, 16384 },
  { "height", G_TYPE_INT, NULL, 800, 294, 16384 },
  { "line-spacing", G_TYPE_DOUBLE, NULL, 1.5, 1, 2.5 },
  { "zoom", G_TYPE_DOUBLE, NULL, 1, 0.5, 3 },
};

G_DEFINE_FINAL_TYPE (SaysoSettings, sayso_settings, G_TYPE_OBJECT)

static void
sayso_settings_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  g_value_copy (&SAYSO_SETTINGS (object)->values[id], value);
}

static void
sayso_settings_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SaysoSettings *self = SAYSO_SETTINGS (object);

  if (g_param_values_cmp (pspec, value, &self->values[id]) == 0)
    return;
  g_value_copy (value, &self->values[id]);
  g_object_notify_by_pspec (object, pspec);
}

static void
sayso_settings_finalize (GObject *object)
{
  SaysoSettings *self = SAYSO_SETTINGS (object);

  g_clear_object (&self->settings);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_value_unset (&self->values[i + 1]);
  g_free (self->values);
  G_OBJECT_CLASS (sayso_settings_parent_class)->finalize (object);
}

/* The type of an array of strings is no constant. */
static GType
type_of (const Setting *setting)
{
  return setting->type == G_TYPE_INVALID ? G_TYPE_STRV : setting->type;
}

static GParamSpec *
new_pspec (const Setting *setting)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  if (setting->type == G_TYPE_INVALID)
    return g_param_spec_boxed (setting->name, NULL, NULL, G_TYPE_STRV, flags);

  switch (setting->type)
    {
    case G_TYPE_STRING:
      return g_param_spec_string (setting->name, NULL, NULL, setting->text, flags);
    case G_TYPE_BOOLEAN:
      return g_param_spec_boolean (setting->name, NULL, NULL, setting->number != 0, flags);
    case G_TYPE_INT:
      return g_param_spec_int (setting->name, NULL, NULL, (int)setting->minimum, (int)setting->maximum, (int)setting->number, flags);
    case G_TYPE_DOUBLE:
    default:
      return g_param_spec_double (setting->name, NULL, NULL, setting->minimum, setting->maximum, setting->number, flags);
    }
}

static void
sayso_settings_class_init (SaysoSettingsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = sayso_settings_get_property;
  object_class->set_property = sayso_settings_set_property;
  object_class->finalize = sayso_settings_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_object_class_install_property (object_class, i + 1, new_pspec (&table[i]));
}

/* GSettings aborts over a missing schema or key, so look before. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SAYSO_APP_ID, TRUE) : NULL;

  if (schema == NULL)
    {
      g_autofree char *folder = sayso_data_build_folder ();
      g_autoptr (GSettingsSchemaSource) build = folder != NULL ? g_settings_schema_source_new_from_directory (folder, source, FALSE, NULL) : NULL;

      schema = build != NULL ? g_settings_schema_source_lookup (build, SAYSO_APP_ID, FALSE) : NULL;
    }
  for (guint i = 0; schema != NULL && i < G_N_ELEMENTS (table); i++)
    {
      if (!g_settings_schema_has_key (schema, table[i].name))
        return NULL;
    }
  return g_steal_pointer (&schema);
}

static void
sayso_settings_init (SaysoSettings *self)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  self->values = g_new0 (GValue, G_N_ELEMENTS (table) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), table[i].name);

      g_value_init (&self->values[i + 1], type_of (&table[i]));
      g_param_value_set_default (pspec, &self->values[i + 1]);
    }
  if (schema == NULL)
    return;
  self->settings = g_settings_new_full (schema, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_settings_bind (self->settings, table[i].name, self, table[i].name, G_SETTINGS_BIND_DEFAULT);
}

SaysoSettings *
sayso_settings_get_default (void)
{
  static SaysoSettings *settings;

  if (settings == NULL)
    settings = g_object_new (SAYSO_TYPE_SETTINGS, NULL);
  return settings;
}

gboolean
sayso_settings_get_boolean (SaysoSettings *self,
                            const char    *name)
{
  gboolean value = FALSE;

  g_object_get (self, name, &value, NULL);
  return value;
}

int
sayso_settings_get_int (SaysoSettings *self,
                        const char    *name)
{
  int value = 0;

  g_object_get (self, name, &value, NULL);
  return value;
}

double
sayso_settings_get_double (SaysoSettings *self,
                           const char    *name)
{
  double value = 0;

  g_object_get (self, name, &value, NULL);
  return value;
}

char *
sayso_settings_dup_string (SaysoSettings *self,
                           const char    *name)
{
  char *value = NULL;

  g_object_get (self, name, &value, NULL);
  return value;
}

char *
sayso_settings_dup_annotator (SaysoSettings *self)
{
  g_autofree char *name = sayso_settings_dup_string (self, "annotator");

  if (name != NULL && *g_strstrip (name) != '\0')
    return g_steal_pointer (&name);
  return g_strdup (g_get_user_name ());
}
