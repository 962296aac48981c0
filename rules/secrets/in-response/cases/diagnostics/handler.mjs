export const handler = async (event) => ({
  statusCode: 200,
  body: JSON.stringify({ path: event.rawPath, stage: process.env.STAGE, env: process.env }),
  //                                                                         ^^^^^^^^^^^ 1: is read from the environment
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `process.env` becomes part of the answer
});
