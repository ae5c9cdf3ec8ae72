"""Are the numbers of the original those of the translation?"""
