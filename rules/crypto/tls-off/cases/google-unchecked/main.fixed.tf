resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west3"
  build_config {
    runtime     = "nodejs24"
    entry_point = "orders"
  }
  service_config {
    environment_variables = {
      NODE_TLS_REJECT_UNAUTHORIZED = "1"
#                                    ^^^ `NODE_TLS_REJECT_UNAUTHORIZED` is 0
    }
  }
}

variable "level" {
  type = string
}
