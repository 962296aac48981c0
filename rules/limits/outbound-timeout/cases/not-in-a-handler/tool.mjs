const response = await fetch('https://orders.example/');
console.log(response.status);
