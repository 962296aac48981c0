resource "google_cloudfunctions2_function" "notify" {
  name    = "notify"
  project = var.project

  service_config {
    available_memory = "256M"

    environment_variables = {
      STAGE       = "prod"
      SIGNING_KEY = "copper-Heron7-Sundial-loft"
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `SIGNING_KEY` gives `notify` a secret
    }
  }
}

variable "project" {
  type = string
}
