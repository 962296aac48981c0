resource "google_cloudfunctions_function" "orders" {
  name                         = "orders"
  runtime                      = "nodejs24"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
}

resource "google_cloudfunctions_function" "labels" {
  name    = "labels"
  runtime = "nodejs24"

  event_trigger {
    event_type = "google.storage.object.finalize"
    resource   = "labels"
  }
}

resource "google_cloudfunctions2_function" "second" {
  name     = "second"
  location = "europe-west1"
}
