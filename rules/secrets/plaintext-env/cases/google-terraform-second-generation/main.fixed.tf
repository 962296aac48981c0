resource "google_cloudfunctions2_function" "notify" {
  name    = "notify"
  project = var.project

  service_config {
    available_memory = "256M"

    environment_variables = {
      STAGE       = "prod"
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `SIGNING_KEY` gives `notify` a secret
    }

    secret_environment_variables {
      key        = "SIGNING_KEY"
      project_id = var.project
      secret     = "signing-key"
      version    = "latest"
    }
  }
}

variable "project" {
  type = string
}
