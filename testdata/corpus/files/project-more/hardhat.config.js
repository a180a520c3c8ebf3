require('@nomicfoundation/hardhat-toolbox');
module.exports = {
  networks: { sepolia: { url: `https://rpc.example/${process.env.RPC_API_KEY}`, accounts: [process.env.PK] } },
  etherscan: { apiKey: { sepolia: 'xNvXoIkVu5xHndmXjFAKENVq8WiCm1Riat', mainnet: process.env.ETHERSCAN_API_KEY } },
};
