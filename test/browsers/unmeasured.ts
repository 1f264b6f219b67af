/** Sentences that mention a browser and claim nothing about what browsers do, by why that is so. */
export const noClaims: Readonly<Record<string, readonly RegExp[]>> = {
  'says what the server asks for, or allows': [
    /\bthe browser (should|may) /,
    /\bthe browser need not ask again/,
    /^the browser loads this in advance and prepares/,
    /agree before a browser prepares/,
  ],
  'says what the field is, not what is done with it': [
    /^(the browser runs on|whether a 32-bit browser|what the browser will use|how the browser asks)/,
    /^(how much of this page|where the browser sends|which rule|which experiments)/,
    /^(Chromium and its version|Chrome without a window|the browser does not say|a browser that runs in the terminal)/,
    /^the browser reports scripts without a stated checksum/,
  ],
  'tells what happened here, as it was seen': [
    /^the browser (did not send it|is gone|left while|sends \{\}, and)/,
    /^The request was not printed/,
    /^A page of (another site|\{\}) had the browser send this request/,
    /^the (copy that the )?browser kept/,
    /^(A browser closed the connection|Your server |Two browsers asked|After the first browser)/,
    /^(this loop|The browser itself|The request failed|The page came from a form|There is one variable)/,
    /^(Here the end of the file|\{\} is made once|browsers look for \{\})/,
    /^(you are connected|\{\} is missing|No browser could|A browser that asks at 127)/,
  ],
  'is about the server, the course or the person': [
    /^(\{If nobody handles it|a program that waits|a server that catches|You will build|Build a web server|A web server serves|It calls your)/,
    /^(One browser is|That one would|With a second browser|None, the browser|The browser has one)/,
    /^(The browser connects to 9001|The browser knocks|You want to see|keeps the requests)/,
    /^(A browser may |A loop that|A browser that leaves|A hundred browsers|In pieces, each browser|write keeps in memory)/,
    /^(The browser does not notice|Then the browser has no need|So two browsers|Until now)/,
    /^(##|\||Chrome and Edge$|The browser tells the server:$)/,
  ],
  'is a wrong answer of a question': [
    /^(The browser will not show the words|Browsers take only small)/,
  ],
}

/** Sentences that say what a browser does and cannot be tried in a test here, by the reason. */
export const unmeasured: Readonly<Record<string, readonly RegExp[]>> = {
  'needs https, HTTP/2 or a name on the internet': [
    /find HTTP\/3|speak HTTP\/2|public certificates|one encrypted connection|over HTTP\/2 and later/,
    /reach https sites|built-in list|browsers do not ask for it|only to Google's own sites/,
  ],
  'needs an account, a key or a setting': [
    /renews that login|signs this text|says why, and sends|asks them only if|data saving|registered sites/,
    /Private-Network|printers and routers/,
  ],
  'tells of versions of other years': [
    /removed|removing|dropped|did not take it up|never used it|before 2011|no longer have|Browsers ignore it/,
    /reads it today|reads it\.|do not read it|still reads it|follow it so far/,
  ],
  'a person sees it in the window': [
    /small window|asks you before|network panel|can show that|hard reload/,
  ],
  'comes in some runs only; measured by hand: 10 of 16 first loads in Chromium': [
    /browsers? (open|such as Chromium opens) connections in advance/i,
  ],
  'not tried yet': [
    /broken download|own process|load (a )?style sheets?|^Browsers (do, and servers )?close the connection/,
    /^Browsers do, and/,
  ],
}
