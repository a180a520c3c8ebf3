#!yaml|gpg
logstag:
  api_key: |
    -----BEGIN PGP MESSAGE-----

    hQEMA8o9V1c2uX0vAQf/cT5n1bX8yqZ3kL6mN9pQ2rS5tU8vW1xY4zA7bC0dE3fG
    6hI9jK2lM5nO8pQ1rS4tU7vW0xY3zA6bC9dE2fG5hI8jK1lM4nO7pQ0rS3tU6vW9
    =aB3c
    -----END PGP MESSAGE-----
  api_base_url: https://acme.logstag.example
