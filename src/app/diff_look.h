/* How the page of HTML of a comparison looks and what its keys do: text that never changes. */
#ifndef MAQUETTE_APP_DIFF_LOOK_H
#define MAQUETTE_APP_DIFF_LOOK_H

/* A style sheet; light and dark, and for paper. */
extern const char diff_look_style[];
/* A script for the views, the slider and the keys; without it the page shows all but the overlay.
 * It is well-formed as XML text: no "<", no "&". */
extern const char diff_look_script[];

#endif
