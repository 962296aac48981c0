import escapeHtml from 'escape-html';
import { readFile } from 'node:fs/promises';

import { priceOf } from './catalogue';
import type { Order, ReceiptQuery } from './schemas';

// The assets layer is mounted under /opt.
const styles = {
  plain: '/opt/receipts/plain.css',
  gift: '/opt/receipts/gift.css',
} as const;

export async function renderReceipt(order: Order, options: ReceiptQuery): Promise<string> {
  const style = await readFile(styles[options.style], 'utf8');
  const rows = order.lines.map(
    (line) => `<tr><td>${escapeHtml(line.sku)}</td><td>${line.quantity}</td><td>${priceOf(line.sku)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head><title>Receipt</title><style>${style}</style></head>
<body>
<h1>${escapeHtml(options.greeting)}</h1>
<table>${rows.join('')}</table>
<p>Total: ${order.total.toFixed(2)}</p>
</body>
</html>`;
}
