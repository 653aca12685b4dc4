/* Standards and what follows from them: ISO 15930-4 (PDF/X-1a:2003) is built on PDF 1.4, ISO
 * 15930-7 (PDF/X-4) on 1.6; ISO 19005-2 (PDF/A-2) and ISO 14289-1 (PDF/UA-1) on ISO 32000-1, 1.7.
 */
#include "output/pdf_standard.h"

int pdf_standard_version(unsigned standards) {
    if ((standards & STANDARD_X_1A) != 0) return 14;
    return (standards & STANDARD_X_4) != 0 ? 16 : 17;
}

Str pdf_standard_x_name(unsigned standards) {
    if ((standards & STANDARD_X_1A) != 0) return STR("PDF/X-1a:2003");
    return (standards & STANDARD_X_4) != 0 ? STR("PDF/X-4") : STR("");
}

bool pdf_standard_allows_transparency(unsigned standards) {
    return (standards & STANDARD_X_1A) == 0;
}
