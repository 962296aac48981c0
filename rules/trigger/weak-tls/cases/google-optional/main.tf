resource "google_cloudfunctions_function" "orders" {
  name                         = "orders"
  runtime                      = "nodejs24"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_OPTIONAL"
  #                              ^^^^^^^^^^^^^^^^^ Function `google_cloudfunctions_function.orders` also answers without encryption
}

resource "google_cloudfunctions_function" "notify" {
  #                                       ^^^^^^^^ Function `google_cloudfunctions_function.notify` also answers without encryption
  name         = "notify"
  runtime      = "nodejs24"
  trigger_http = true
}
