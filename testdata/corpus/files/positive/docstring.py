def now():
    """Ask the weather service.

    >>> now(api_key="FAKEcEYMrAsO29hrRcPVEN2W")
    :param api_key: the-key-of-the-weather-service
    """
