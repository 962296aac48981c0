exports.load = async (id) => {
  try {
    return await fetch(`https://orders.example/${encodeURIComponent(id)}`, { signal: AbortSignal.timeout(3000) });
  } catch {
    return undefined ?? null;
  }
};
