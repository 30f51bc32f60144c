import { useMessages } from "~/ui/locale";

export default function Home() {
  const { common } = useMessages();
  return <h1>{common.appName}</h1>;
}
