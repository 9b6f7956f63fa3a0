"""Write the words that Swedish compounds are taken apart into: promiselint/language/common/parts-sv.txt.

usage: python training/parts.py

The 30,000 most frequent Swedish words of wordfreq (Speer 2022, data CC BY-SA 4.0) with at least three letters, lower
case, letters only, sorted. Needs wordfreq; nothing of it is needed to run promiselint.
"""

from pathlib import Path

import wordfreq

OUT = Path(__file__).parent.parent / "promiselint" / "language" / "common" / "parts-sv.txt"


def main() -> None:
    words = {word for word in wordfreq.top_n_list("sv", 30_000) if len(word) >= 3 and word.isalpha()}
    OUT.write_text("\n".join(sorted(words)) + "\n", "utf-8")
    print(len(words), "words")


if __name__ == "__main__":
    main()
