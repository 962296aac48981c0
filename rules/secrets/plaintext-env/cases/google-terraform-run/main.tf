resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    containers {
      image = "orders:1"

      env {
        name  = "STAGE"
        value = "prod"
      }

      env {
        name  = "DB_PASSWORD"
        value = "meadow-Tin4-kettle-Ravine"
        #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `orders` a secret as plain text
      }
    }
  }
}

resource "google_cloud_run_service" "notify" {
  name     = "notify"
  location = "europe-west1"

  template {
    spec {
      containers {
        image = "notify:1"

        env {
          name  = "SIGNING_KEY"
          value = "copper-Heron7-Sundial-loft"
          #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `SIGNING_KEY` gives `notify` a secret
        }
      }
    }
  }
}
