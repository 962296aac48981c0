import OpenAI from 'openai';

const openai = new OpenAI();

export const pageHandler = async (event) => {
  const chat = await openai.chat.completions.create({ model: 'small', messages: [{ role: 'user', content: event.body }] });
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<p>${chat.choices[0].message.content}</p>` };
  //                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the model’s answer becomes part of an HTML page
};
