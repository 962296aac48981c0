import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { priceOf } from './catalogue';
import type { Order } from './schemas';

// The assets layer is mounted here.
const styles = '/opt/receipts';

export interface ReceiptOptions {
  style: string;
  greeting: string;
}

export async function renderReceipt(order: Order, options: ReceiptOptions): Promise<string> {
  const style = await readFile(join(styles, `${options.style}.css`), 'utf8');
  const rows = order.lines.map((line) => `<tr><td>${line.sku}</td><td>${line.quantity}</td><td>${priceOf(line.sku)}</td></tr>`);
  return `<!doctype html>
<html lang="en">
<head><title>Receipt</title><style>${style}</style></head>
<body>
<h1>${options.greeting}</h1>
<table>${rows.join('')}</table>
<p>Total: ${order.total.toFixed(2)}</p>
</body>
</html>`;
}
