data "archive_file" "resize" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/resize.zip"
}

resource "google_storage_bucket_object" "resize" {
  name   = "resize-${data.archive_file.resize.output_md5}.zip"
  bucket = "sources-of-shop"
  source = data.archive_file.resize.output_path
}

resource "google_cloudfunctions2_function" "resize" {
  name     = "resize"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "resizePicture"
    source {
      storage_source {
        bucket = "sources-of-shop"
        object = google_storage_bucket_object.resize.name
      }
    }
  }
}

resource "google_cloudfunctions2_function_iam_member" "everybody" {
  cloud_function = google_cloudfunctions2_function.resize.name
  role           = "roles/cloudfunctions.invoker"
  member         = "allUsers"
}
