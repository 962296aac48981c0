module "orders" {
  source  = "./modules/worker"
  actions = ["s3:*"]
#            ^^^^^^ `s3:*` lets `worker` call all 180 actions of S3
}
