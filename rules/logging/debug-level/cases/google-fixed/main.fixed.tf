resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west3"
  build_config {
    runtime     = "nodejs24"
    entry_point = "orders"
  }
  service_config {
    environment_variables = {
      LOG_LEVEL = "info"
#                 ^^^^^^^ `LOG_LEVEL` is fixed to `debug` for `orders`, in production too
    }
  }
}

variable "level" {
  type = string
}
