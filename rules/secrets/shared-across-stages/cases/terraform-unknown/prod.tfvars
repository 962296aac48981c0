api_token = var.somewhere
