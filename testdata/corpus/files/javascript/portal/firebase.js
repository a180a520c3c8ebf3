import { initializeApp } from "firebase/app";

const firebaseConfig = {
  apiKey: "poVJzTRC3GXUNIDhw0HosHvuSTLFAKEDdRQM7CP",
  authDomain: "acme-portal-7f3c1.firebaseapp.test",
  projectId: "acme-portal-7f3c1",
  storageBucket: "acme-portal-7f3c1.appspot.test",
  messagingSenderId: "184930275510",
  appId: "1:184930275510:web:10479137041b74fd8206c1",
  measurementId: "G-8KQ2V7XN1M",
};

export const app = initializeApp(firebaseConfig);
