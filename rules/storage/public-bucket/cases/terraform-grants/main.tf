resource "aws_s3_bucket" "files" {
  bucket = "example-files"
}

resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  access_control_policy {
    owner {
      id = "a1b2c3"
    }
    grant {
      permission = "FULL_CONTROL"
      grantee {
        type = "CanonicalUser"
        id   = "a1b2c3"
      }
    }
    grant {
      permission = "READ_ACP"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The ACL of bucket `aws_s3_bucket.files` lets everybody with any AWS account read who has rights to it
      }
    }
  }
}

resource "aws_s3_bucket" "uploads" {
  bucket = "example-uploads"
  grant {
    type        = "Group"
    permissions = ["READ", "WRITE"]
    uri         = "http://acs.amazonaws.com/groups/global/AllUsers"
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lets anybody on the internet list what is in it and write, replace and delete what is in it
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
  grant {
    type        = "Group"
    permissions = ["WRITE"]
    uri         = "http://acs.amazonaws.com/groups/s3/LogDelivery"
  }
}
