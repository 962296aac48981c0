const key = process.env.MAPS_API_KEY;
//          ^^^^^^^^^^^^^^^^^^^^^^^^ `process.env.MAPS_API_KEY` is a secret that app/main.tf gives `orders` as plain text

export const handler = async (event) => {
  const answer = await fetch('https://maps.example.com/', { headers: { 'x-api-key': key }, signal: AbortSignal.timeout(3000) });
  return answer.json();
};
