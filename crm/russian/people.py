def person_nominative(full_name): return full_name
def person_inflect(full_name, case): return full_name
