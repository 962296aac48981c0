export const texts = {
  'views.login.password': 'Contraseña',
  'views.login.noPassword': 'パスワードを再設定できません2',
};
export const database = process.env.DATABASE_URL ?? 'mongodb://shop:ShopPass7@localhost:27017/shop';
