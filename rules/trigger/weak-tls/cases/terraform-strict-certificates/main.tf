resource "aws_cloudfront_distribution" "default" {
  enabled = true

  default_cache_behavior {
    target_origin_id       = "app"
    viewer_protocol_policy = "https-only"
  }

  viewer_certificate {
    cloudfront_default_certificate = true
    #                                ^^^^ Distribution `aws_cloudfront_distribution.default` uses the certificate of CloudFront
  }
}

resource "aws_ecs_task_definition" "worker" {
  family                = "worker"
  container_definitions = jsonencode([{ name = "worker", image = "worker:1.4.2" }])

  volume {
    name = "files"

    efs_volume_configuration {
      file_system_id     = "fs-0a1b2c3d"
      transit_encryption = "DISABLED"
      #                    ^^^^^^^^^^ Task `aws_ecs_task_definition.worker` speaks to its file system without encryption.
    }
  }
}

resource "aws_elb" "old" {
  name = "old"

  listener {
    instance_port     = 8080
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "HTTP"
    #                   ^^^^^^ Load balancer `aws_elb.old` takes requests without encryption.
  }
}
