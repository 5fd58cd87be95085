"""Files that ship with the program: fonts, icons, themes, texts and the schema of the exam document."""
