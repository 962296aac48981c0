export const texts = {
  'views.login.password': 'Contraseña',
  'views.login.noPassword': 'パスワードを再設定できません2',
};
export const order = { checkout_token: '2058c787a5b40274b6e34511d2f637e9' };
export const database = process.env.DATABASE_URL ?? 'mongodb://shop:ShopPass7@localhost:27017/shop';
