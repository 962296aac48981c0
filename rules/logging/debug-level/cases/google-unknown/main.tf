resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west3"
  build_config {
    runtime     = "nodejs24"
    entry_point = "orders"
  }
  service_config {
    environment_variables = {
      LOG_LEVEL = var.level
    }
  }
}

variable "level" {
  type = string
}
