global using Role = ProjetK.Auth.V1.Access.Types.Role;
