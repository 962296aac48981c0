exports.send = (item) => fetch('https://example.com/', { method: 'POST', body: JSON.stringify(item), signal: AbortSignal.timeout(1000) });
