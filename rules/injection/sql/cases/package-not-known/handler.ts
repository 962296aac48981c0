import { explain } from 'plan-explainer';

export const handler = async (event: { body: string }) => {
  const { table } = JSON.parse(event.body) as { table: string };
  return { statusCode: 200, body: JSON.stringify(await explain.query('select * from ' + table)) };
};
