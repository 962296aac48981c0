resource "google_storage_bucket" "uploads" {
  name     = "uploads"
  location = "EU"
}

resource "google_storage_bucket_object" "code" {
  name   = "code.zip"
  bucket = "sources"
  source = data.archive_file.code.output_path
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/code"
  output_path = "code.zip"
}

resource "google_cloudfunctions2_function" "shrink" {
  name     = "shrink"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "shrink"
    source {
      storage_source {
        bucket = "sources"
        object = google_storage_bucket_object.code.name
      }
    }
  }

  event_trigger {
    event_type = "google.cloud.storage.object.v1.finalized"
    event_filters {
      attribute = "bucket"
      value     = google_storage_bucket.uploads.name
    }
  }
}

resource "google_cloudfunctions2_function" "print" {
  name     = "print"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "print"
    source {
      storage_source {
        bucket = "sources"
        object = google_storage_bucket_object.code.name
      }
    }
  }

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = "projects/shop/topics/labels"
  }
}
