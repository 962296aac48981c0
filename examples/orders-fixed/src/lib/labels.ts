import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Address } from './schemas';

const run = promisify(execFile);

export interface Label {
  orderId: string;
  zpl: string;
}

export class LabelPrinter {
  private readonly s3 = new S3Client({});

  constructor(private readonly bucket: string | undefined) {}

  /** Renders a label with the program in the assets layer; no shell reads the address. */
  async render(orderId: string, address: Address): Promise<Label> {
    const { stdout } = await run('/opt/bin/make-label', [address.name, address.street, address.city], { timeout: 5000 });
    return { orderId, zpl: stdout };
  }

  async store(label: Label): Promise<void> {
    await this.s3.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: `labels/${label.orderId}.zpl`, Body: label.zpl }),
    );
  }
}

export const labels = new LabelPrinter(process.env.LABEL_BUCKET);
