const key = process.env.MAPS_API_KEY;

export const handler = async (event) => {
  const answer = await fetch('https://maps.example.com/', { headers: { 'x-api-key': key }, signal: AbortSignal.timeout(3000) });
  return answer.json();
};
