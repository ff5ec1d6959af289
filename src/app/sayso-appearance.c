/* Colours, by preference or as the desktop says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-appearance.h"

#include "app/sayso-settings.h"

#define RESOURCES "/io/github/sayso/Sayso/ui/"
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"
#define APPEARANCE "org.freedesktop.appearance"

static GtkCssProvider *palette;
static GDBusProxy     *portal;
static gboolean        desktop_dark, desktop_contrast, theme_dark;

gboolean
sayso_appearance_is_dark (void)
{
  g_autofree char *theme = sayso_settings_dup_string (sayso_settings_get_default (), "theme");
  g_autofree char *name = NULL;

  if (g_strcmp0 (theme, "dark") == 0)
    return TRUE;
  if (g_strcmp0 (theme, "light") == 0)
    return FALSE;
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &name, NULL);
  return desktop_dark || theme_dark || g_strcmp0 (name, "HighContrastInverse") == 0;
}

static gboolean
is_high_contrast (void)
{
  g_autofree char *name = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &name, NULL);
  return desktop_contrast || (name != NULL && g_str_has_prefix (name, "HighContrast"));
}

static void
apply (void)
{
  gboolean         dark = sayso_appearance_is_dark ();
  gboolean         contrast = is_high_contrast ();
  const char      *name = contrast ? (dark ? "contrast-dark.css" : "contrast-light.css") : (dark ? "dark.css" : "light.css");
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);

  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", dark, NULL);
  gtk_css_provider_load_from_resource (palette, path);
}

static void
take_setting (const char *key,
              GVariant   *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  /* Read () wraps the value once more than SettingChanged does. */
  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *next = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = next;
    }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;
  if (g_str_equal (key, "color-scheme"))
    desktop_dark = g_variant_get_uint32 (inner) == 1;
  else if (g_str_equal (key, "contrast"))
    desktop_contrast = g_variant_get_uint32 (inner) == 1;
  apply ();
}

static void
portal_signal_cb (GDBusProxy *proxy,
                  const char *sender,
                  const char *name,
                  GVariant   *parameters)
{
  const char *namespace, *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_str_equal (name, "SettingChanged") || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &namespace, &key, &value);
  if (g_str_equal (namespace, APPEARANCE))
    take_setting (key, value);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(v)")))
    return;
  g_variant_get (reply, "(v)", &value);
  take_setting (user_data, value);
}

static void
proxy_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree char *owner = NULL;

  portal = g_dbus_proxy_new_for_bus_finish (result, NULL);
  if (portal == NULL)
    return;
  g_signal_connect (portal, "g-signal", G_CALLBACK (portal_signal_cb), NULL);
  /* Where nobody owns the name the calls would fail, and GLib forget what they are given. */
  owner = g_dbus_proxy_get_name_owner (portal);
  if (owner == NULL)
    return;
  g_dbus_proxy_call (portal, "Read", g_variant_new ("(ss)", APPEARANCE, "color-scheme"), G_DBUS_CALL_FLAGS_NO_AUTO_START, 2000, NULL, read_cb, (gpointer) "color-scheme");
  g_dbus_proxy_call (portal, "Read", g_variant_new ("(ss)", APPEARANCE, "contrast"), G_DBUS_CALL_FLAGS_NO_AUTO_START, 2000, NULL, read_cb, (gpointer) "contrast");
}

void
sayso_appearance_start (void)
{
  g_autoptr (GtkCssProvider) sheet = NULL;
  GdkDisplay *display = gdk_display_get_default ();

  if (palette != NULL || display == NULL)
    return;
  palette = gtk_css_provider_new ();
  sheet = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (sheet, RESOURCES "sayso.css");
  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &theme_dark, NULL);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (palette), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  apply ();
  g_signal_connect (sayso_settings_get_default (), "notify::theme", G_CALLBACK (apply), NULL);
  g_signal_connect (gtk_settings_get_default (), "notify::gtk-theme-name", G_CALLBACK (apply), NULL);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START | G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES,
                            NULL, PORTAL, PORTAL_PATH, PORTAL_SETTINGS, NULL, proxy_cb, NULL);
}
