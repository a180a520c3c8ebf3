firebase.initializeApp({
  apiKey: "FAKEj8rkbvGXZaAqVEg1VRsg9ObwpYogs4I1JyM",
  authDomain: "shop.example.test",
});
