"""NUL bytes and other control characters in the text, the front matter and the settings."""
import hostile

TEXT = "# X\0X\n\nbako\0vizu bako \x01\x02\x0b\x0c\x1b[31m\x7f\u2028\u2029\u200b\u202e\ufeff\n"
hostile.run([TEXT, b"---\ntemplate: chap\0ter\n---\n\nbako\n", b"\0" * 100_000], seconds=30,
            settings=hostile.SETTINGS + "keywords: [\"a\\0b\"]\n")
