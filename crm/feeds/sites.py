def site_of(request):
    """https://host as the client reaches it; addresses inside of entries begin with it."""
    return request.build_absolute_uri("/").rstrip("/")
