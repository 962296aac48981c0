resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"

  environment_variables = {
    STAGE       = "prod"
    DB_PASSWORD = "meadow-Tin4-kettle-Ravine"
    #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `orders` a secret as plain text. Keep it in Secret Manager and bind it
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
