logstag:
  api_key: |
    -----BEGIN PGP MESSAGE-----

    hQEMAFAKEb6Kmv79r4CklDd2brZug76bVEafPm4IFZpVjRvlSvHYSYmt47Q80xKPL
    FAKElSvgeY80pttxruxbOPEyW8uVpN5sYCLwHEJppNcjCHDyR4RT4HV7m4JW
    =FAKEVUt4Ys
    -----END PGP MESSAGE-----
