"""The sound samples, each broken in one place, and what preflight must say of it."""
from variants_apart import APART_VARIANTS
from variants_content import CONTENT_VARIANTS
from variants_file import FILE_VARIANTS
from variants_print import PRINT_VARIANTS

VARIANTS = FILE_VARIANTS + CONTENT_VARIANTS + PRINT_VARIANTS + APART_VARIANTS
