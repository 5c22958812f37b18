const http=require('http');
http.get('http://127.0.0.1:9229/json',r=>{let d='';r.on('data',c=>d+=c);r.on('end',()=>{const u=JSON.parse(d)[0].webSocketDebuggerUrl;
const ws=new WebSocket(u);let id=0;ws.onopen=()=>{ws.send(JSON.stringify({id:++id,method:'Debugger.enable'}));ws.send(JSON.stringify({id:++id,method:'Debugger.pause'}));};
let n=0;ws.onmessage=m=>{const j=JSON.parse(m.data);if(j.method==='Debugger.paused'){for(const f of j.params.callFrames)console.log(f.functionName,f.url.slice(-60),f.location.lineNumber);console.log('--async', JSON.stringify(j.params.asyncStackTrace??null).slice(0,300));if(++n>60)process.exit();ws.send(JSON.stringify({id:++id,method:'Debugger.stepInto'}));}};
})});
setTimeout(()=>process.exit(),5000);
