variable "level" {
  type = string
}

resource "google_cloudfunctions_function" "orders" {
  name                         = "orders"
  runtime                      = "nodejs24"
  trigger_http                 = true
  https_trigger_security_level = var.level
}
