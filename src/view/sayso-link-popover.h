/* Choosing what a claim links to: the nearest first, narrowed by typing, taken
 * with Enter. Shift+Enter adds to what is linked instead of replacing it.
 *
 * Signals:
 *   chosen (const char *annotation, guint start, guint end, gboolean add): an
 *     annotation's id, or "" and a span to mark; "" and 0, 0 for nobody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_LINK_POPOVER (sayso_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (SaysoLinkPopover, sayso_link_popover, SAYSO, LINK_POPOVER, GtkPopover)

GtkWidget *sayso_link_popover_new (void);
/* Before each opening. */
void          sayso_link_popover_prepare (SaysoLinkPopover *self,
                                          SaysoDocument    *document,
                                          SaysoAnnotation  *claim,
                                          SaysoLinkType     type);
SaysoLinkType sayso_link_popover_get_link_type (SaysoLinkPopover *self);

G_END_DECLS
