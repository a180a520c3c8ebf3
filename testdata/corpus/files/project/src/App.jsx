import React from 'react';
import { Editor } from '@tinymce/tinymce-react';

const LOGSTAG_RUM = { endpoint: 'https://rum.logstag.com', clientToken: 'yrRAauhrFAKE9JSBXesWDLiq7HK27pj36NQqZSW4ee8E4AIn' };

export default function App() {
  return (
    <Editor
      apiKey='gp3e7qk610djx2gvtrvy05getwmq139FAKEqzac5xs56n29r'
      init={{ height: 400 }}
    />
  );
}
