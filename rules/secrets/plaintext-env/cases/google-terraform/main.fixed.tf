resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"

  environment_variables = {
    STAGE       = "prod"
    #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `orders` a secret as plain text. Keep it in Secret Manager and bind it
  }

  secret_environment_variables {
    key     = "DB_PASSWORD"
    secret  = "db-password"
    version = "latest"
  }
}

resource "google_cloudfunctions2_function" "notify" {
  name = "notify"

  service_config {
    environment_variables = {
      SIGNING_KEY = local.signing_key
      #             ^^^^^^^^^^^^^^^^^ `SIGNING_KEY` gives `notify` a secret
    }
  }
}

locals {
  signing_key = "copper-Heron7-Sundial-loft"
}
