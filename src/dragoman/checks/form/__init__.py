"""Is the apparatus as it should be, and will it show as it should?"""
