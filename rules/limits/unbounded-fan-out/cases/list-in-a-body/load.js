exports.load = async (id) => fetch(`https://orders.example/${encodeURIComponent(id)}`, { signal: AbortSignal.timeout(3000) });
