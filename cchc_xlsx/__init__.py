"""cchc-xlsx"""
